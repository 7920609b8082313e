using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Domain.Tests.Delivery;

/// <summary>A queue, its store and its receiver, driven by a script of bytes: enqueues, duplicates, results, crashes at any point.</summary>
internal sealed class DeliveryWorld(SinkFamily family)
{
    private readonly Dictionary<string, (long Sequence, IncidentStatus Status)> _incidents = [];
    private DateTimeOffset _now = Sample.Now;

    public DeliveryState State { get; private set; } = new();

    public List<Notification> Sent { get; } = [];

    public List<DeliveryJournalEntry> Journal { get; } = [];

    public List<Notification> Arrived { get; } = [];

    public HashSet<string> OpenAtPager { get; } = [];

    public void Run(byte[] script)
    {
        foreach (var step in script)
            Step(step % 9, step / 9);
        for (var i = 0; i < 2000 && !State.Queue.IsEmpty; i++)
        {
            Attempt(SinkResult.Delivered(200), arrives: true, isRecorded: true);
            _now = State.Queue.IsEmpty ? _now : Max(_now, State.Queue[0].NextAttemptAt);
        }
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Step(int operation, int argument)
    {
        switch (operation)
        {
            case 0 or 1 or 2: Enqueue($"i-{1 + (argument % 2)}", argument / 2); break;
            case 3: Commit(new(DeliveryPolicy.Enqueue(State, [.. Sent], _now), [])); break;
            case 4: Attempt(SinkResult.Delivered(200), arrives: true, isRecorded: true); break;
            case 5: Attempt(argument % 3 == 0 ? Sample.Rejected : Sample.Refused, arrives: false, isRecorded: true); break;
            case 6: Attempt(Sample.TimedOut, arrives: argument % 2 == 0, isRecorded: true); break;
            case 7: Attempt(SinkResult.Delivered(200), arrives: argument % 2 == 0, isRecorded: false); break;
            default: _now += TimeSpan.FromMinutes(Math.Pow(argument, 2)); break;
        }
    }

    private void Enqueue(string id, int choice)
    {
        var (sequence, status) = _incidents.GetValueOrDefault(id, (0, IncidentStatus.Resolved));
        var type = status == IncidentStatus.Resolved ? sequence == 0 ? NotificationType.Triggered : NotificationType.Reopened
            : (choice % 5) switch
            {
                0 => NotificationType.Acknowledged,
                1 => NotificationType.Escalated,
                2 => NotificationType.Updated,
                _ => NotificationType.Resolved,
            };
        var notification = Sample.Notification(type, sequence + 1, id) with
        {
            WasAcknowledged = status == IncidentStatus.Acknowledged,
            Severity = type == NotificationType.Escalated ? Severity.Critical : Severity.Warning,
        };
        _incidents[id] = (sequence + 1, type switch
        {
            NotificationType.Resolved => IncidentStatus.Resolved,
            NotificationType.Acknowledged => IncidentStatus.Acknowledged,
            NotificationType.Updated => status,
            _ => IncidentStatus.Triggered,
        });
        Sent.Add(notification);
        Commit(new(DeliveryPolicy.Enqueue(State, [notification], _now), []));
    }

    private void Attempt(SinkResult result, bool arrives, bool isRecorded)
    {
        var next = DeliveryPolicy.Next(State, Sample.Gate(family), _now, 0.5);
        Commit(next);
        if (next.Attempt is not { } attempt)
            return;
        if (arrives)
            Arrive(attempt.Notification);
        if (isRecorded)
            Commit(DeliveryPolicy.Record(State, Sample.Sink, attempt, result, TimeSpan.FromSeconds(1), _now, 0.5));
        else
            State = Reload();
    }

    private void Commit(DeliveryDecision decision)
    {
        State = decision.State;
        Journal.AddRange(decision.Journal);
        State = Reload();
    }

    private DeliveryState Reload()
    {
        if (DeliveryStore.Encoder(State, Sample.Sink)?.Invoke() is not { } snapshot)
            return new();
        var parts = DeliveryStore.Parts(new(), State).ToDictionary(part => part.Key, part => part.Data!.Value);
        return DeliveryStore.Read(new GrainRow(1, snapshot.State, 0, parts));
    }

    private void Arrive(Notification notification)
    {
        Arrived.Add(notification);
        var key = notification.PagerKey ?? notification.IncidentId;
        if (notification.Type == NotificationType.Resolved)
            OpenAtPager.Remove(key);
        else if (notification.Type != NotificationType.Acknowledged)
            OpenAtPager.Add(key);
        if (notification.RetiredPagerKey is { } retired)
            OpenAtPager.Remove(retired);
    }
}
