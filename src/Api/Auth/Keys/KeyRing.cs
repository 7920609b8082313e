using System.Collections.Concurrent;
using Router.Api.Auth.Failures;

namespace Router.Api.Auth.Keys;

/// <summary>
/// Tells whose key a text is: the admin key's or a stored one's. A stored key is read again when it was last read
/// more than <see cref="RevalidateAfter"/> ago, so that a revocation by another process acts that soon.
/// </summary>
internal sealed class KeyRing(AdminKeys admins, KeyStore store, TimeProvider time)
{
    /// <summary>How the subjects of stored keys begin.</summary>
    public const string SubjectPrefix = "key:";

    /// <summary>How long a key that was read is believed.</summary>
    public static readonly TimeSpan RevalidateAfter = TimeSpan.FromSeconds(5);

    // Only keys that there are: wrong ones can't fill the memory.
    private readonly ConcurrentDictionary<string, (StoredKey Key, long ReadAt)> _read = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new();

    /// <summary>Whose key it is, or why it is nobody's.</summary>
    public async ValueTask<(Caller? Caller, AuthFailureReason Failure)> CheckAsync(string presented)
    {
        if (presented.Length > KeyText.MaxLength)
            return (null, AuthFailureReason.UnknownKey);
        if (await admins.CheckAsync(presented) is { } admin)
            return (admin, default);
        if (KeyText.IdOf(presented) is not { } id || await FindAsync(id) is not { } key || !KeyText.Matches(presented, key.Hash))
            return (null, AuthFailureReason.UnknownKey);
        return await CallerOfAsync($"{SubjectPrefix}{id}") is { } caller ? (caller, default) : (null, AuthFailureReason.ExpiredKey);
    }

    /// <summary>The caller of a subject whose key was checked before; null when the key has been revoked, replaced or has expired.</summary>
    public async ValueTask<Caller?> CallerOfAsync(string subject)
    {
        if (await admins.CallerOfAsync(subject) is { } admin)
            return admin;
        var now = time.GetUtcNow();
        if (!subject.StartsWith(SubjectPrefix, StringComparison.Ordinal) || await FindAsync(subject[SubjectPrefix.Length..]) is not { } key || key.ExpiresAt <= now)
            return null;
        _used[key.Id] = now;
        return key.Caller;
    }

    /// <summary>When a key was last used with this process; null when it was not since the start.</summary>
    public DateTimeOffset? LastUsed(string id) => _used.TryGetValue(id, out var at) ? at : null;

    /// <summary>Forgets a key that was revoked.</summary>
    public void Forget(string id)
    {
        _read.TryRemove(id, out _);
        _used.TryRemove(id, out _);
    }

    private async ValueTask<StoredKey?> FindAsync(string id)
    {
        if (_read.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt) < RevalidateAfter)
            return known.Key;
        var readAt = time.GetTimestamp();
        if (await store.FindAsync(id) is { } key)
        {
            _read[id] = (key, readAt);
            return key;
        }

        Forget(id);
        return null;
    }
}
