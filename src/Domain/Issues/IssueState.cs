using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.TwoWay;

namespace Router.Domain.Issues;

/// <summary>All that an issue grain knows; immutable, stored as JSON.</summary>
public sealed record IssueState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The status and what it follows from.</summary>
    public IssueHistory History { get; init; } = IssueHistory.Empty;

    /// <summary>How many triggers were counted, since it was first seen.</summary>
    public long Count { get; init; }

    /// <summary>When its first trigger arrived: its place in lists, which never changes. Null before.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The first trigger's order time.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>The last trigger's order time.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>When the last trigger arrived: what the auto-resolve time counts from.</summary>
    public DateTimeOffset LastTriggerAt { get; init; }

    /// <summary>When anything last arrived.</summary>
    public DateTimeOffset LastInputAt { get; init; }

    /// <summary>After how long without a trigger it ends as quiet; null is never.</summary>
    public TimeSpan? AutoResolveAfter { get; init; }

    /// <summary>The deliveries taken lately.</summary>
    public DeliveryWindow Deliveries { get; init; } = DeliveryWindow.Empty;

    /// <summary>The newest trigger.</summary>
    public AlertEvent? LastTrigger { get; init; }

    /// <summary>Sentry's short id, once a webhook carried it.</summary>
    public string? ShortId { get; init; }

    /// <summary>Who acknowledged, resolved or archived it.</summary>
    public string? Actor { get; init; }

    /// <summary>The channels that it reached in its current (or last) episode.</summary>
    public ImmutableArray<Reach> Reached { get; init; } = [];

    /// <summary>Reports that the incidents may not have yet.</summary>
    public ImmutableArray<IssueReport> Outbox { get; init; } = [];

    /// <summary>The answers to the last idempotency keys.</summary>
    public ImmutableArray<ActionMemory> Actions { get; init; } = [];

    /// <summary>The change that Sentry is to be given and that is not handed over yet; null when there is none.</summary>
    public SentryChange? Change { get; init; }

    /// <summary>The newest change's id.</summary>
    public long LastChange { get; init; }

    /// <summary>Our last change in Sentry, until a person does something else; null when there was none.</summary>
    public OwnChange? OwnChange { get; init; }

    /// <summary>The newest report's sequence.</summary>
    public long LastReport { get; init; }
}
