using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Issues;

/// <summary>An issue's row: how its state, index and journal entries are stored, and how the journal is replayed.</summary>
public static class IssueStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "issue";

    /// <summary>The snapshot of a state.</summary>
    public static GrainSnapshot Snapshot(IssueState state) =>
        new(JsonSerializer.SerializeToUtf8Bytes(state, IssueJson.Default.IssueState), IssuePolicy.DueAt(state), Index(state));

    /// <summary>Reads a stored state; a new one when there is none.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static IssueState Read(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } stored)
            return new();
        var state = StoredJson.Read<IssueState>(stored);
        return state.Schema <= IssueState.CurrentSchema ? state
            : throw new StoreUnavailableException($"An issue's state has schema {state.Schema}; this version reads up to {IssueState.CurrentSchema}. Start the newer version.");
    }

    /// <summary>The journal entry of a decision.</summary>
    /// <param name="before">The state that was decided on.</param>
    /// <param name="input">The input.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="now">This router's time.</param>
    public static JournalWrite Journal(IssueState before, IssueInput input, in IssueDecision decision, DateTimeOffset now)
    {
        var entry = new IssueJournalEntry
        {
            Input = input,
            Reason = decision.Reason,
            Suppressed = decision.Suppressed,
            Action = decision.Action,
            Transition = decision.IsTransition ? IssueTransition.Of(before, decision.State) : null,
        };
        return new(JournalKind.Issue, now, JsonSerializer.SerializeToUtf8Bytes(entry, IssueJson.Default.IssueJournalEntry));
    }

    /// <summary>Whether the JSON of an <see cref="IssueJournalEntry"/> tells of a transition: decided on its first bytes, since most tell of repeats.</summary>
    public static bool IsTransition(ReadOnlySpan<byte> data) => data.StartsWith("{\"transition\":"u8);

    /// <summary>The state after the entries: decides each again.</summary>
    public static IssueState Replay(IssueState state, IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.Kind == JournalKind.Issue))
        {
            var journaled = StoredJson.Read<IssueJournalEntry>(entry.Data);
            state = IssuePolicy.Decide(state, journaled.Input, entry.At).State;
        }

        return state;
    }

    private static IndexRow? Index(IssueState state)
    {
        if (state.LastTrigger is not { } trigger || state.History.Phase.Status == IssueStatus.Unseen)
            return null;
        return new IndexRow
        {
            Status = state.History.Phase.Status.ToString(),
            Severity = state.History.Phase.ShownSeverity(),
            Title = trigger.Title ?? trigger.Rule ?? trigger.Issue.Value,
            Project = trigger.Projects is [var project, ..] ? project : null,
            Environment = trigger.Environment,
            Rule = trigger.Rule,
            Channels = [.. state.Reached.Select(r => r.Destination.Channel)],
            CreatedAt = state.CreatedAt,
            FirstSeen = state.FirstSeen,
            LastSeen = state.LastSeen,
            Count = state.Count,
        };
    }
}
