using Router.Domain.Actions;

namespace Router.Domain.Incidents;

/// <summary>A person's action on an incident that its issues are still to be given: durable before the first of them has it.</summary>
public sealed record IncidentAct
{
    /// <summary>Grows by one with each action of the incident grain.</summary>
    public required long Id { get; init; }

    /// <summary>The incident's number.</summary>
    public required int Number { get; init; }

    /// <summary>What the issues are told; its key is this act's, so that an issue takes it once.</summary>
    public required PersonAction Action { get; init; }

    /// <summary>The issues' keys.</summary>
    public required ImmutableArray<string> Issues { get; init; }
}
