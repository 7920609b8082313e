using Fluid.Ast;

namespace Router.Domain.Templates;

/// <summary>Finds what a template names and what there isn't: fields, filters, and ranges, which may be as long as they like.</summary>
internal sealed class TemplateCheck(string text) : AstVisitor
{
    private readonly Dictionary<string, TemplateShape> _locals = new(StringComparer.Ordinal) { ["forloop"] = TemplateShape.Anything };

    /// <summary>The first mistake; null when there is none.</summary>
    public TemplateError? Error { get; private set; }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _locals[forStatement.Identifier] = forStatement.Source is MemberExpression source && Find(source) is { Item: { } item } ? item : TemplateShape.Anything;
        return base.VisitForStatement(forStatement);
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        var visited = base.VisitAssignStatement(assignStatement);
        _locals[assignStatement.Identifier] = TemplateShape.Anything;
        return visited;
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        Add("(", "a range such as (1..5) is not possible here");
        return base.VisitRangeExpression(rangeExpression);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!TemplateFilters.All.Contains(filterExpression.Name))
            Add(filterExpression.Name, $"there is no filter {filterExpression.Name}{NearestName.Hint(filterExpression.Name, TemplateFilters.All)}");
        return base.VisitFilterExpression(filterExpression);
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        Find(memberExpression);
        return base.VisitMemberExpression(memberExpression);
    }

    private TemplateShape? Find(MemberExpression member)
    {
        var shape = TemplateShape.Root;
        var path = "";
        foreach (var segment in member.Segments)
        {
            if (shape.IsFree || segment is not IdentifierSegment { Identifier: var name })
                return TemplateShape.Anything;
            var next = path.Length == 0 ? _locals.GetValueOrDefault(name) ?? shape.Names.GetValueOrDefault(name) : shape.Names.GetValueOrDefault(name);
            path = path.Length == 0 ? name : $"{path}.{name}";
            if (next is null)
            {
                Add(path, $"there is no {path}{NearestName.Hint(name, shape.Names.Keys)}");
                return null;
            }

            shape = next;
        }

        return shape;
    }

    private void Add(string where, string message)
    {
        if (Error is not null)
            return;
        var at = Math.Max(0, text.IndexOf(where, StringComparison.Ordinal));
        var before = text.AsSpan(0, at);
        Error = new(before.Count('\n') + 1, at - before.LastIndexOf('\n'), message);
    }
}
