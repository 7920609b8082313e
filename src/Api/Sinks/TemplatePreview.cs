using Router.Domain;
using Router.Domain.Delivery;
using Router.Domain.Templates;

namespace Router.Api.Sinks;

/// <summary>What templates make of a sample incident.</summary>
/// <param name="Format">plain, mrkdwn or html.</param>
/// <param name="Title">The title; null without a template, or with a wrong one.</param>
/// <param name="Body">The body; null without a template, or with a wrong one.</param>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
internal sealed record TemplatePreview(string Format, string? Title, string? Body, IReadOnlyList<TemplateProblem> Problems)
{
    /// <summary>Renders them.</summary>
    /// <param name="title">The title's template; null or empty is none.</param>
    /// <param name="body">The body's.</param>
    /// <param name="format">How the sink's type escapes a body; a title is plain text.</param>
    /// <param name="type">What the sample notification says.</param>
    /// <param name="links">Where its links lead.</param>
    /// <param name="now">When it is.</param>
    public static TemplatePreview Of(string? title, string? body, TextFormat format, NotificationType type, RouterLinks links, DateTimeOffset now)
    {
        var notification = TemplateSample.Of(type, now);
        var problems = new List<TemplateProblem>();
        return new(SnakeCase.Of(format), Render("title", title, TextFormat.Plain), Render("body", body, format), problems);

        string? Render(string field, string? text, TextFormat format)
        {
            if (string.IsNullOrEmpty(text))
                return null;
            var template = SinkTemplate.Parse(text, out var error);
            var rendered = template?.Render(notification, links, format);
            if (error is not null)
                problems.Add(new(field, error.Line, error.Column, error.Message));
            else if (rendered?.Problem is { } problem)
                problems.Add(new(field, 1, 1, problem));
            return rendered?.Text;
        }
    }
}
