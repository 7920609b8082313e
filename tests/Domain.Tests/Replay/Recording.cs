using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.Replay;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Domain.Tests.Configuration;

namespace Router.Domain.Tests.Replay;

/// <summary>Builds configs and journals to replay.</summary>
internal static class Recording
{
    public static RouteTable Table(string channels, string routes = "", string sinks = "", string silences = "", long version = 1) => new(Config($$"""
        integrations:
          - id: web
            key: a-clear-key-01234
            unsigned: true
            default: [ops]
            routes: [{{routes}}]
        channels: [{{channels}}]
        sinks: [{ id: one, type: console }, { id: two, type: console }{{sinks}}]
        silences: [{{silences}}]
        """), version);

    public static RouterConfig Config(string text)
    {
        var result = ConfigDocument.Parse(text, new FakeConfigValues());
        return result.Config ?? throw new ArgumentException(string.Join('\n', result.Diagnostics.Select(d => d.ToString("test"))), nameof(text));
    }

    public static JournalEntry Entry(long position, AlertEvent alert) =>
        Entry(position, alert.Issue.Value, IssueInput.Webhook(alert, new() { ConfigVersion = 1, Destinations = [] }), alert.ReceivedAt);

    public static JournalEntry Entry(long position, string issue, IssueInput input, DateTimeOffset at) => new(
        position, 0, new("issue", issue), JournalKind.Issue, at,
        JsonSerializer.SerializeToUtf8Bytes(new IssueJournalEntry { Input = input, Reason = IngestReason.Triggered }, IssueJson.Default.IssueJournalEntry));

    public static (ReplayRun Run, ReplayDiff Diff) Compare(RouteTable before, RouteTable after, double from, double until, params AlertEvent[] alerts)
    {
        var run = new ReplayRun(before, after, [], Alert.At(from));
        for (var i = 0; i < alerts.Length; i++)
            run.Add(Entry(i + 1, alerts[i]));
        return (run, run.Finish(Alert.At(until)));
    }

    public static string Text(ReplayNotification n) => FormattableString.Invariant($"{(n.At - Alert.T0).TotalSeconds} {n.Channel}/{n.Sink} {SnakeCase.Of(n.Type)} {n.Severity} {n.Issue.Split('|')[2]}");
}
