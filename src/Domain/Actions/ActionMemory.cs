using System.Security.Cryptography;
using System.Text;

namespace Router.Domain.Actions;

/// <summary>The answer that an idempotency key has had.</summary>
/// <param name="Key">128 bits of SHA-256 of subject and key, in hex.</param>
/// <param name="Request">64 bits of SHA-256 of what was asked, in hex.</param>
/// <param name="Reason">The answer.</param>
public sealed record ActionMemory(string Key, string Request, ActionReason Reason)
{
    /// <summary>How many keys a subject's grain remembers: the newest.</summary>
    public const int Capacity = 64;

    /// <summary>The answer that the action's key has had on the subject; null when it is new, or there is none.</summary>
    public static ActionReason? Find(ImmutableArray<ActionMemory> memories, string subject, PersonAction action)
    {
        if (action.Key is null)
            return null;
        var key = KeyOf(subject, action);
        var known = memories.FirstOrDefault(m => m.Key == key);
        return known is null ? null : known.Request == Hash(action.Request(), 8) ? known.Reason : ActionReason.KeyReused;
    }

    /// <summary>The memories with this answer; as they are for an action without a key.</summary>
    public static ImmutableArray<ActionMemory> Add(ImmutableArray<ActionMemory> memories, string subject, PersonAction action, ActionReason reason)
    {
        if (action.Key is null)
            return memories;
        var kept = memories.Length >= Capacity ? memories.RemoveAt(0) : memories;
        return kept.Add(new(KeyOf(subject, action), Hash(action.Request(), 8), reason));
    }

    private static string KeyOf(string subject, PersonAction action) => Hash($"{subject}\n{action.Key}", 16);

    private static string Hash(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}
