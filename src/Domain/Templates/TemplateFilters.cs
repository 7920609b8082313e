using System.Text.RegularExpressions;
using Fluid;
using Fluid.Filters;
using Fluid.Values;

namespace Router.Domain.Templates;

/// <summary>The filters of templates: those of Liquid that neither reach out nor let text through unescaped. No result is longer than <see cref="SinkTemplate.MaxOutput"/>.</summary>
internal static partial class TemplateFilters
{
    private static readonly ImmutableArray<string> Names =
    [
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "date", "default", "divided_by", "downcase", "first", "floor", "join", "last", "lstrip", "map",
        "minus", "modulo", "plus", "prepend", "remove", "remove_first", "replace", "replace_first", "reverse", "round", "rstrip", "size", "slice", "sort", "split", "strip",
        "strip_newlines", "times", "truncate", "truncatewords", "uniq", "upcase", "url_encode", "where",
    ];

    /// <summary>The filters' names.</summary>
    public static ImmutableArray<string> All { get; } = [.. Names.Where(name => Known().TryGetValue(name, out _))];

    /// <summary>Leaves the allowed ones only, bounded.</summary>
    public static void Restrict(FilterCollection filters)
    {
        var known = Known();
        filters.Clear();
        foreach (var name in All)
        {
            known.TryGetValue(name, out var filter);
            filters.AddFilter(name, (input, arguments, context) => Bounded(name, filter!, input, arguments, context));
        }
    }

    private static FilterCollection Known() => new TemplateOptions().Filters;

    private static async ValueTask<FluidValue> Bounded(string name, FilterDelegate filter, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        if (Grown(name, input, arguments, context) > SinkTemplate.MaxOutput)
            throw new TemplateLimitException($"the filter {name} makes more than {SinkTemplate.MaxOutput} characters");
        if (name == "date" && LongNumber().IsMatch(arguments.At(0).ToStringValue()))
            throw new TemplateLimitException("a width of more than two digits in the format of a date");
        return await filter(input, arguments, context);
    }

    /// <summary>How long the result may be at most, of the filters whose result is longer than what they are given.</summary>
    private static long Grown(string name, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        switch (name)
        {
            case "append" or "prepend":
                return (long)input.ToStringValue().Length + arguments.At(0).ToStringValue().Length;
            case "replace" or "replace_first":
                var (text, old, with) = (input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue());
                return text.Length + (old.Length == 0 ? text.Length + 1L : (long)text.Length / old.Length) * with.Length;
            case "join":
                var separator = arguments.At(0).ToStringValue().Length;
                return input.Enumerate(context).Take(SinkTemplate.MaxOutput + 1).Sum(item => (long)item.ToStringValue().Length + separator);
            case "truncate" or "truncatewords":
                return (long)input.ToStringValue().Length + arguments.At(1).ToStringValue().Length;
            case "url_encode":
                return 9L * input.ToStringValue().Length;
            default:
                return 0;
        }
    }

    [GeneratedRegex("[0-9]{3}")]
    private static partial Regex LongNumber();
}
