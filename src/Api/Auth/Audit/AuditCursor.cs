using System.Globalization;

namespace Router.Api.Auth.Audit;

/// <summary>A place in the audit, which is two lists in one: what comes next is before both.</summary>
/// <param name="Position">Of the journal, exclusive.</param>
/// <param name="Failure">The sequence of a failure, exclusive.</param>
internal readonly record struct AuditCursor(long Position, long Failure)
{
    public static AuditCursor Start { get; } = new(long.MaxValue, long.MaxValue);

    public static AuditCursor? Parse(string text) =>
        text.Split('-') is [var position, var failure] && Number(position) is { } p && Number(failure) is { } f ? new(p, f) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position}-{Failure}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
