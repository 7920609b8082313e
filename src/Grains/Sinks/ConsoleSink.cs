using System.Globalization;
using System.Text;
using Router.Domain;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Prints a notification as one block: the first line says what happened, further lines are indented.</summary>
internal sealed class ConsoleSink(TextWriter output) : ISink
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public string Type => "console";

    public async Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var block = Block(notification, links);
        await _output.WriteAsync(block.AsMemory(), cancellationToken);
        await _output.FlushAsync(cancellationToken);
        return SinkResult.Delivered();
    }

    private static string Block(Notification notification, RouterLinks links)
    {
        var text = new StringBuilder();
        Line(text, $"{SinkJson.Instant(notification.Timestamp)} [{notification.Severity}] {Wording.Headline(notification)}");
        Line(text, $"    incident {notification.IncidentId} #{notification.Sequence} in {notification.Channel}: {notification.Status}, {SnakeCase.Of(notification.Reason)}, {notification.IssueCount} issue(s)");
        if (notification.Labels.Length > 0)
            Line(text, $"    labels {string.Join(' ', notification.Labels.Select(label => $"{label.Key}={label.Value}"))}");
        foreach (var issue in notification.Issues)
            Line(text, $"    issue {issue.Key} {issue.Status} {issue.Severity} x{issue.Count} {issue.Title} {issue.Url}");
        Line(text, $"    {links.Incident(notification.IncidentId)}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(PlainText.OneLine(line.ToString(CultureInfo.InvariantCulture)).TrimEnd()).Append('\n');
}
