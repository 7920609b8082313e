using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>
/// The keys of the table's rows. A partition holds everything of the grains that fall into it, so that a grain's commit is one transaction:
/// <c>H</c> its head, <c>S|</c> states, <c>P|</c> parts, <c>D|</c> due times, <c>L|</c> the list and <c>O|</c> what is open of it,
/// <c>J|</c> pages of the journal, <c>I|</c> the same newest first, <c>A|</c> audit entries newest first, <c>G|</c> garbage.
/// User text comes in as hexadecimal digits or as a hash, so no key has a character that the service refuses.
/// </summary>
internal static class TableKeys
{
    /// <summary>The row that says what the table is.</summary>
    public const string Meta = "meta";

    /// <summary>A partition's head.</summary>
    public const string Head = "H";

    /// <summary>Above every key that begins with a prefix.</summary>
    public const string End = "~";

    private const long MostPosition = (1L << 53) - 1;
    private const long Later = 1L << 62;
    private const int IdBytes = 120;

    public static string Partition(int partition) => string.Create(CultureInfo.InvariantCulture, $"p{partition:x2}");

    public static string State(GrainKey key) => $"S|{Hash(key)}";

    public static string Parts(GrainKey key, string generation) => $"P|{Hash(key)}|{generation}|";

    public static string Part(GrainKey key, string generation, string part) => $"{Parts(key, generation)}{Hash(part)}";

    public static string DueOf(int shard) => string.Create(CultureInfo.InvariantCulture, $"D|{shard:x2}|");

    public static string Due(GrainKey key, long milliseconds) => $"{DueUntil(GrainShard.Of(key), milliseconds)}|{Hash(key)}";

    /// <summary>Rows of a shard that are due then have keys up to this and <see cref="End"/>.</summary>
    public static string DueUntil(int shard, long milliseconds) => $"{DueOf(shard)}{Hex(milliseconds + Later)}";

    public static string ListOf(char list, string type) => $"{list}|{Type(type)}|";

    /// <summary>Rows of a <see cref="ListOf"/> created at a time and before have keys from this on.</summary>
    public static string ListFrom(string list, long created) => $"{list}{Hex(Later - created)}";

    public static string List(char list, GrainKey key, long created)
    {
        var id = Encoding.UTF8.GetBytes(PostgresText.Encode(key.Id));
        var text = id.Length <= IdBytes ? Convert.ToHexStringLower(id) : $"{Convert.ToHexStringLower(id.AsSpan(0, IdBytes))}.{Hash(key)}";
        return $"{ListFrom(ListOf(list, key.Type), created)}|{text}";
    }

    public static string Page(long position) => $"J|{Position(position)}";

    public static string PageBackwards(long position) => $"I|{Position(MostPosition - position)}";

    public static string Audit(long position) => $"A|{Position(MostPosition - position)}";

    /// <summary>Reads a position from the end of a <see cref="PageBackwards"/> or <see cref="Audit"/> key.</summary>
    public static long BackwardsPosition(string key) => MostPosition - long.Parse(key.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static string Garbage(DateTimeOffset since, string id) => $"{GarbageUntil(since)}|{id}";

    public static string GarbageUntil(DateTimeOffset since) => $"G|{Hex(since.ToUnixTimeMilliseconds() + Later)}";

    /// <summary>128 bits of SHA-256.</summary>
    public static string Hash(GrainKey key) => Hash($"{key.Type}\0{key.Id}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Type(string type) =>
        type.Length is > 0 and < 60 && type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? type : $"+{Hash(type)}";

    private static string Hex(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private static string Position(long position) => Math.Clamp(position, 0, MostPosition).ToString("x14", CultureInfo.InvariantCulture);
}
