using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>A place in a list as the opaque text that clients hand back.</summary>
internal static class CursorText
{
    private const int MaxLength = 2048;

    public static string Write(IndexCursor cursor) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{cursor.CreatedAt.UtcTicks}{(cursor.SeenAt is { } seen ? $",{seen.UtcTicks}" : "")}|{cursor.Id}")));

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else.</summary>
    public static IndexCursor? Read(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return plain.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar
            ? plain[..bar].Split(',') switch
            {
                [var created] when Time(created) is { } createdAt => new(createdAt, plain[(bar + 1)..]),
                [var created, var seen] when Time(created) is { } createdAt && Time(seen) is { } seenAt => new(createdAt, plain[(bar + 1)..], seenAt),
                _ => null,
            }
            : null;
    }

    private static DateTimeOffset? Time(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= DateTime.MaxValue.Ticks ? new(count, TimeSpan.Zero) : null;
}
