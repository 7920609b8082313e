namespace Router.Domain.Alerts;

/// <summary>What became of a webhook that was answered 202.</summary>
public enum IngestOutcome
{
    /// <summary>Taken, and on disk.</summary>
    Accepted = 0,

    /// <summary>The same delivery again; no effect.</summary>
    Duplicate = 1,

    /// <summary>Nothing to do with it.</summary>
    Ignored = 2,
}
