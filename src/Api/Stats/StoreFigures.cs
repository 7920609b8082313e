namespace Router.Api.Stats;

/// <summary>What the store says: expensive enough to be kept for some seconds.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Incidents">Open incidents by severity.</param>
/// <param name="Issues">Issues by status; of the resolved ones those last seen within 24 hours.</param>
/// <param name="Waiting">Deliveries that wait behind a failed attempt or a pause.</param>
/// <param name="DeadLetters">Deliveries that were given up and wait for a person.</param>
/// <param name="SweeperLag">For how long the oldest due grain has waited; zero when none has.</param>
/// <param name="IsCut">There are more than were counted.</param>
internal sealed record StoreFigures(
    DateTimeOffset At,
    IReadOnlyDictionary<string, long> Incidents,
    IReadOnlyDictionary<string, long> Issues,
    long Waiting,
    long DeadLetters,
    TimeSpan SweeperLag,
    bool IsCut);
