using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Router.Domain.Delivery;

namespace Router.Domain.Templates;

/// <summary>
/// A template of a title or a body, in Liquid. It sees the incident and nothing else, calls nothing, and is bounded in length, steps and output.
/// </summary>
public sealed partial class SinkTemplate
{
    /// <summary>The most characters of a template.</summary>
    public const int MaxLength = 8000;

    /// <summary>The most characters of what it makes, and of any value on the way.</summary>
    public const int MaxOutput = 16_000;

    /// <summary>The most steps: statements that are run.</summary>
    public const int MaxSteps = 5000;

    private const int MaxRecursion = 20;
    private static readonly FluidParser Parser = CreateParser();
    private static readonly TemplateOptions Options = CreateOptions();
    private readonly IFluidTemplate _template;

    private SinkTemplate(IFluidTemplate template, string text) => (_template, Text) = (template, text);

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="error">What is wrong with it, where the answer is null.</param>
    public static SinkTemplate? Parse(string text, out TemplateError? error)
    {
        error = text.Length > MaxLength ? new(1, 1, $"at most {MaxLength} characters are possible") : null;
        if (error is not null)
            return null;
        if (!Parser.TryParse(text, out var template, out var problem))
        {
            var at = Position().Match(problem);
            error = at.Success
                ? new(Number(at.Groups[1]), Number(at.Groups[2]), problem[..at.Index].TrimEnd())
                : new(1, 1, problem.Split('\n')[0]);
            return null;
        }

        var check = new TemplateCheck(text);
        check.VisitTemplate(template);
        error = check.Error;
        return error is null ? new(template, text) : null;
    }

    /// <summary>Makes the text of a notification; a failure is a value, since the notification is sent without it then.</summary>
    public RenderedText Render(Notification notification, RouterLinks links, TextFormat format)
    {
        var context = new TemplateContext(Options);
        TemplateModel.Fill(context, notification, links);
        using var output = new BoundedWriter();
        try
        {
            var rendering = _template.RenderAsync(output, TemplateEscape.Encoder(format), context);
            Debug.Assert(rendering.IsCompleted, "Nothing that a template sees waits for anything.");
            rendering.GetAwaiter().GetResult();
            return new(TemplateEscape.Finish(output.ToString(), format), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new(null, failure is TemplateLimitException ? failure.Message : failure is InvalidOperationException ? $"more than {MaxSteps} steps" : failure.GetType().Name);
        }
    }

    /// <summary>The template.</summary>
    public override string ToString() => Text;

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false, AllowParentheses = false, AllowLiquidTag = false });
        foreach (var tag in (string[])["capture", "decrement", "ifchanged", "include", "increment", "liquid", "render", "tablerow"])
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { MaxSteps = MaxSteps, MaxRecursion = MaxRecursion, CultureInfo = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc };
        TemplateFilters.Restrict(options.Filters);
        return options;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" at \((\d{1,6}):(\d{1,6})\)")]
    private static partial Regex Position();
}
