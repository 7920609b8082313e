using System.Globalization;
using System.Text;
using Router.Domain.Configuration;
using Router.Domain.Issues;

namespace Router.Api.Receipts;

/// <summary>Tells a receipt as a person would: for <c>router explain</c>. Times are UTC.</summary>
internal static class ReceiptStory
{
    /// <summary>The story, in lines.</summary>
    public static string Tell(Receipt receipt)
    {
        var story = new StringBuilder();
        Line(story, $"Receipt {receipt.Id}: {receipt.Outcome}, {receipt.Reason}.");
        Line(story, "");
        Received(story, receipt);
        Line(story, "");
        Routing(story, receipt);
        if (receipt.Incidents.Count > 0)
            Line(story, "");
        foreach (var incident in receipt.Incidents)
            Incident(story, incident, receipt.At);
        foreach (var gap in receipt.Gaps)
            Line(story, $"Note: {gap}");
        return story.ToString();
    }

    private static void Received(StringBuilder story, Receipt receipt)
    {
        var (received, alert) = (receipt.Received, receipt.Event);
        var name = alert.ShortId is { } shortId ? $"{shortId} ({alert.Issue})" : alert.Issue;
        var title = alert.Title is { } text ? $", {Quote(text)}," : "";
        Line(story, $"On {receipt.At:yyyy-MM-dd} at {Time(received.At, null)} UTC Sentry sent {received.Resource}.{received.Action} for issue {name}{title} to integration {received.Integration}.");
        Line(story, received.Verification switch
        {
            { Verdict: VerificationStep.Signed } signed => $"Its signature was right: {signed.Header}, made with the {StoryWords.Ordinal(signed.Secret ?? 0)} client secret.",
            { Verdict: VerificationStep.Unsigned } => "It was not signed; the integration takes unsigned calls.",
            _ => "How it was verified was not recorded.",
        });
        Line(story, $"It said: severity {alert.Severity}, project {List(alert.Projects)}, environment {Value(alert.Environment)}, release {Value(alert.Release)}, rule {Value(alert.Rule)}, event {alert.EventId ?? "absent"}.");
        Line(story, receipt.Dedup switch
        {
            { DuplicateOf: { } first } => $"It was a duplicate of receipt {first} ({receipt.Dedup.Verdict}).",
            { Verdict: "new", ComparedBy: { } by } => $"It had not come before, by its {(by == "idempotency_key" ? "Idempotency-Key" : "event and rule")}.",
            { Verdict: "new" } => "Whether it had come before can't be told: it had neither an Idempotency-Key nor an event id.",
            { Verdict: "not_deduplicated" } => "Webhooks of this kind are not deduplicated.",
            _ => $"It was a duplicate ({receipt.Dedup.Verdict}); the receipt of the first is not known any more.",
        });
        var lifecycle = receipt.Lifecycle;
        var moved = lifecycle.Before is not { } before || lifecycle.After is not { } after || before == after ? ""
            : before == IssueStatus.Unseen ? $" It was new here, and is {after} since."
            : $" The issue went from {before} to {after}.";
        var untold = lifecycle.Suppressed is { } reason ? $" Nobody was told: {StoryWords.OfSuppressed(reason)}." : "";
        var toldBy = lifecycle.ToldBy is { } last ? $" What people know comes from receipt {last}." : "";
        Line(story, $"{StoryWords.OfLifecycle(lifecycle.Reason)}{moved}{untold}{toldBy}");
    }

    private static void Routing(StringBuilder story, Receipt receipt)
    {
        var config = receipt.Config;
        var by = config.Author == ConfigRevision.FileAuthor ? "a change of its file" : config.Author;
        var reason = config.Reason is { } why ? $" ({why})" : "";
        Line(story, by is not null
            ? Invariant($"Config version {config.Version} decided, which {by} put in force on {config.At:yyyy-MM-dd} at {config.At:HH:mm:ss}{reason}.")
            : Invariant($"Config version {config.Version} decided."));
        if (receipt.Routing.By == RoutingStep.ByReach)
        {
            Line(story, "A change of state goes to the incidents that the issue's triggers reached, whatever the routes say.");
            return;
        }

        if (receipt.Routing.Override is { } choice)
            Override(story, choice);
        foreach (var route in receipt.Routing.Routes)
            Route(story, route);
        foreach (var channel in receipt.Routing.Channels)
        {
            var labels = channel.Labels.IsEmpty ? "" : $", with {string.Join(", ", channel.Labels.Select(l => $"{l.Key} {Quote(l.Value)}"))}";
            var group = channel.Group.IsEmpty ? "" : $", grouped by {string.Join(", ", channel.Group.Select(g => $"{g.Key} {Quote(g.Value)}"))}";
            Line(story, $"  So it was for channel {channel.Channel}, with severity {channel.Severity}{labels}{group}{(channel.DroppedBy is { } silence ? $", but silence {silence} dropped it" : "")}.");
        }
    }

    private static void Override(StringBuilder story, OverrideStep choice)
    {
        var severity = choice.Severity is { } chosen ? $"severity {chosen}" : null;
        var channel = choice.Channel is { } id ? $"channel {Quote(id)}" : null;
        var outcome = choice.Reason switch
        {
            "channel_unknown" => "there is no such channel, so the routes chose",
            "channel_out_of_reach" => "the integration may not reach that channel, so the routes chose",
            _ => "that overrides the routes",
        };
        Line(story, $"  In the alert's form in Sentry {string.Join(" and ", new[] { channel, severity }.OfType<string>())} was chosen: {outcome} ({choice.Reason}).");
    }

    private static void Route(StringBuilder story, RouteStep route)
    {
        var name = route.Name switch
        {
            "channel" when route.Condition is null => "The integration's channel",
            "default" when route.Condition is null => "The default",
            _ => $"Route {route.Name}",
        };
        var condition = route.Condition is { } text ? $": {text}" : "";
        Line(story, route.Verdict switch
        {
            RouteStep.Matched => $"  {name} took it to {string.Join(", ", route.Channels)}{(route.Continue ? " and let it go on" : "")}{condition}",
            RouteStep.NotMatched => $"  {name} did not match{condition}",
            _ => $"  {name} was not reached{condition}",
        });
        foreach (var comparison in route.Comparisons.Where(c => c.Evaluated))
        {
            var values = comparison.Values.Length switch
            {
                0 => "",
                1 => $": it was {Value(comparison.Values[0])}",
                _ => $": they were {string.Join(" and ", comparison.Values.Select(Value))}",
            };
            Line(story, $"    {(comparison.Holds ? "yes" : "no ")}  {comparison.Text}{values}");
        }
    }

    private static void Incident(StringBuilder story, IncidentStep incident, DateTime day)
    {
        if (incident.Id is null)
        {
            Line(story, incident.State switch
            {
                IncidentStep.Pending => $"Channel {incident.Channel} has not been told yet that the issue was {StoryWords.Plain(incident.Change)}.",
                IncidentStep.NoIncident => $"Channel {incident.Channel} had no incident that this concerned.",
                _ => $"What channel {incident.Channel} made of it is not known any more.",
            });
            return;
        }

        var now = incident.Status is { } status ? $", which is {status} now" : "";
        Line(story, $"Channel {incident.Channel}, incident {incident.Id}{now}:");
        if (incident.Decision is { } decision)
            Notice(story, decision, incident.WaitingUntil, incident.WaitingUntil is not null || incident.Later is not null, day);
        if (incident.Later is { } later)
            Notice(story, later, null, isHeld: false, day);
    }

    private static void Notice(StringBuilder story, NoticeStep notice, DateTime? waitingUntil, bool isHeld, DateTime day)
    {
        var at = Time(notice.At, day);
        if (notice.Type is null)
        {
            var until = waitingUntil is { } time ? $", until {Time(time, day)}" : "";
            Line(story, $"  {at}  Nobody was told{(isHeld ? " yet" : "")}: {(notice.Suppressed is { } reason ? StoryWords.OfSuppressed(reason) : "there was nothing to tell")}{(notice.HeldBackBy.Count == 0 ? "" : $", by {string.Join(", ", notice.HeldBackBy)}")}{until}.");
            return;
        }

        var nobody = notice.Suppressed is { } why ? $" Nobody was told: {StoryWords.OfSuppressed(why)}." : "";
        Line(story, Invariant($"  {at}  Message {notice.Sequence}: {StoryWords.Plain(notice.Type)}{(notice.Reason == notice.Type ? "" : $" ({notice.Reason})")}.{nobody}"));
        foreach (var sink in notice.Sinks)
            Sink(story, sink, day);
    }

    private static void Sink(StringBuilder story, SinkStep sink, DateTime day)
    {
        if (sink.Suppressed is { } reason)
        {
            Line(story, $"    Sink {sink.Sink} was not told: {StoryWords.OfSuppressed(reason)}{(sink.Condition is { } condition && reason == "sink_condition" ? $": {condition}" : "")}");
            return;
        }

        var delivery = sink.Delivery!;
        var next = delivery.NextAttemptAt is { } time ? $"; the next attempt is at {Time(time, day)}" : "";
        Line(story, delivery.Status switch
        {
            "delivered" => $"    Sink {sink.Sink} was told:",
            "retrying" => $"    Sink {sink.Sink} could not be told yet{next}:",
            "dead_lettered" => $"    Sink {sink.Sink} could not be told, and it was given up:",
            "collapsed" => $"    Sink {sink.Sink} was not told: the incident was over before its turn came.",
            DeliveryStep.Queued => $"    Sink {sink.Sink} is to be told{next}.",
            DeliveryStep.Unknown => $"    Sink {sink.Sink} was to be told; nothing is recorded of an attempt.",
            var other => $"    Sink {sink.Sink}: {StoryWords.Plain(other)}{next}:",
        });
        foreach (var attempt in delivery.Attempts.Where(a => a.Outcome != "collapsed"))
            Line(story, $"      {Time(attempt.At, day)}  {Attempt(attempt)}");
    }

    private static string Attempt(AttemptStep attempt)
    {
        var name = Invariant($"attempt {attempt.Number}");
        var status = attempt.Status is { } code ? Invariant($" {code}") : "";
        var took = attempt.DurationMs is { } duration ? Invariant($" after {duration} ms") : "";
        var detail = attempt.Detail is { Length: > 0 } said ? $": {Quote(said)}" : "";
        var reason = attempt.Reason is { } why ? $", {StoryWords.OfFailure(why)}" : "";
        return attempt.Outcome == "delivered" ? $"{name} was answered{status}{took}" : $"{name} failed:{status}{took}{reason}{detail}";
    }

    private static string Time(DateTime time, DateTime? day) =>
        time.ToString(day is null || time.Date == day.Value.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Value(string? value) => value is null ? "absent" : Quote(value);

    private static string List(IReadOnlyCollection<string> values) => values.Count == 0 ? "absent" : string.Join(", ", values.Select(Quote));

    /// <summary>In quotes, on one line, without what could move a terminal's cursor.</summary>
    private static string Quote(string text) => $"\"{string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder story, string line) => story.Append(line).Append('\n');
}
