using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Templates;

namespace Router.Grains.Sinks;

/// <summary>Gives a sink the title and the body that its templates make. One that fails is left out and logged: the notification is sent as if there were none.</summary>
internal sealed partial class TemplatedSink(ISink inner, ILogger<TemplatedSink> logger) : ISink
{
    private const int MaxTitle = 500;

    public string Type => inner.Type;

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken) =>
        inner.SendAsync(sink, sink is { Templates: { } templates, TextFormat: { } format } ? Apply(sink, templates, format, notification, links) : notification, links, cancellationToken);

    private Notification Apply(SinkConfig sink, SinkTemplates templates, TextFormat format, Notification notification, RouterLinks links)
    {
        // A title is escaped by the sink, wherever it goes.
        var title = Render(sink, "title", templates.Title, notification, links, TextFormat.Plain);
        var body = Render(sink, "body", templates.Body, notification, links, format);
        return notification with
        {
            Title = string.IsNullOrWhiteSpace(title) ? notification.Title : PlainText.Cut(PlainText.OneLine(title).Trim(), MaxTitle),
            Body = string.IsNullOrWhiteSpace(body) ? null : body.Trim(),
        };
    }

    private string? Render(SinkConfig sink, string name, SinkTemplate? template, Notification notification, RouterLinks links, TextFormat format)
    {
        var rendered = template?.Render(notification, links, format);
        if (rendered?.Problem is { } problem)
            LogFailed(sink.Id, name, notification.IncidentId, problem);
        return rendered?.Text;
    }

    [LoggerMessage(1320, LogLevel.Warning, "Sink {Sink}: the template of the {Template} failed for incident {Incident} and is left out: {Problem}")]
    private partial void LogFailed(string sink, string template, string incident, string problem);
}
