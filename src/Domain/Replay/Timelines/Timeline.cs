using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Domain.Replay.Timelines;

/// <summary>
/// A story of alerts and of what people are to be told, in lines that can be read aloud: <c>at 0 s trigger A</c>, <c>at 20 s resolve A</c>,
/// <c>at 31 s nothing was sent</c>. It runs through the router's own decisions, in virtual time. Every notification must be in the story.
/// </summary>
public sealed class Timeline
{
    /// <summary>The integration that alerts come to, unless they say another.</summary>
    public const string Integration = "sentry";

    private readonly ImmutableArray<TimelineStep> _steps;
    private readonly RouteTable? _table;
    private readonly DateTimeOffset _start;
    private readonly ImmutableArray<TimelineProblem> _problems;

    private Timeline(ImmutableArray<TimelineStep> steps, RouteTable? table, DateTimeOffset start, ImmutableArray<TimelineProblem> problems) =>
        (_steps, _table, _start, _problems) = (steps, table, start, problems);

    /// <summary>Reads a timeline. Never throws, whatever the text.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="config">The config to run it through; null is one of an integration, a channel and a sink, with what the lines <c>channel</c> and <c>silences</c> say.</param>
    public static Timeline Parse(string text, RouterConfig? config = null)
    {
        var lines = TimelineText.Read(text);
        var problems = lines.Problems;
        if (config is null)
        {
            var result = ConfigDocument.ParseDraft(Document(lines), lines.Start);
            problems = problems.AddRange(result.Diagnostics.Where(d => d.IsError).Select(d => new TimelineProblem(lines.ConfigLine, $"{d.Path}: {d.Message}")));
            config = result.Config;
        }

        return new(lines.Steps, config is null ? null : new(config, 1), lines.Start, problems);
    }

    /// <summary>Runs it.</summary>
    public TimelineResult Run() => _table is null || !_problems.IsEmpty ? new([], _problems) : new TimelineRun(_table, _start).Run(_steps);

    private static string Document(TimelineText lines) => $$"""
        integrations: [{ id: {{Integration}}, key: "0123456789abcdef", clientSecrets: ["timeline"], channel: ops }]
        channels: [{ id: ops, sinks: [people]{{(lines.Channel.Length == 0 ? "" : ", " + lines.Channel)}} }]
        sinks: [{ id: people, type: console }]
        silences: [{{lines.Silences}}]
        """;
}
