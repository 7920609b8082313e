using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>A place in a list as the opaque text that clients hand back.</summary>
internal static class CursorText
{
    private const int MaxLength = 2048;

    public static string Write(IndexCursor cursor) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{cursor.CreatedAt.UtcTicks}|{cursor.Id}")));

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else.</summary>
    public static IndexCursor? Read(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var bar = plain.IndexOf('|', StringComparison.Ordinal);
        return bar > 0
            && long.TryParse(plain.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
                ? new(new(ticks, TimeSpan.Zero), plain[(bar + 1)..])
                : null;
    }
}
