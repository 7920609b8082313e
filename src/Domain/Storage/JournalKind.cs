namespace Router.Domain.Storage;

/// <summary>What a journal entry records. The numbers are on disk: never reused.</summary>
public enum JournalKind : byte
{
    /// <summary>An issue grain took a webhook (accepted or duplicate) or another input: an <c>IssueJournalEntry</c>.</summary>
    Issue = 1,

    /// <summary>An incident changed or decided to tell or not: an <c>IncidentJournalEntry</c>.</summary>
    Incident = 2,

    /// <summary>A delivery attempt and its result: a <c>DeliveryJournalEntry</c>.</summary>
    Delivery = 3,

    /// <summary>Somebody changed something by hand: an <c>AuditEntry</c>.</summary>
    Audit = 4,

    /// <summary>The inbox took a webhook whose issue could not be reached: an <c>IssueJournalEntry</c> of reason <c>Queued</c>.</summary>
    Inbox = 5,
}
