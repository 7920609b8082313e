using Router.Api.Auth.Failures;
using Router.Domain;
using Router.Domain.Audit;
using Router.Domain.Storage;

namespace Router.Api.Auth.Audit;

/// <summary>Something done by hand, or a refused caller.</summary>
/// <param name="Time">When.</param>
/// <param name="Actor">Who; null when that is not known.</param>
/// <param name="Action">What was done; <c>access_refused</c> for a refused caller.</param>
/// <param name="Subject">What it was done to; the address for a refused caller.</param>
/// <param name="Reason">The reason given, or why the caller was refused.</param>
internal sealed record AuditItem(DateTime Time, string? Actor, string Action, string Subject, string? Reason)
{
    private const string Refused = "access_refused";

    public static AuditItem Of(JournalEntry journal)
    {
        var entry = StoredJson.Read<AuditEntry>(journal.Data);
        return new(journal.At.UtcDateTime, entry.Actor, entry.Action, entry.Subject, entry.Reason);
    }

    public static AuditItem Of(AuthFailure failure) => new(failure.Time.UtcDateTime, failure.Caller, Refused, failure.Address, SnakeCase.Of(failure.Reason));
}
