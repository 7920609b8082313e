using Router.Api.Auth.Keys;

namespace Router.Api.Auth;

/// <summary>The admin keys that this host takes: its own, and the cluster's, which is looked at again after <see cref="KeyRing.RevalidateAfter"/>.</summary>
/// <param name="own">The key of the data folder; null when this host has none.</param>
/// <param name="shared">The cluster's; null for one process.</param>
/// <param name="time">The time.</param>
internal sealed class AdminKeys(AdminKey? own, SharedAdminKey? shared, TimeProvider time)
{
    private AdminKey? _shared;
    private long _readAt;

    /// <summary>The caller that a key stands for; null when it is no admin key.</summary>
    public async ValueTask<Caller?> CheckAsync(string presented) => await FirstAsync(key => key.Matches(presented));

    /// <summary>The caller of a subject whose key was checked before; null when the key was replaced since.</summary>
    public async ValueTask<Caller?> CallerOfAsync(string subject) =>
        subject.StartsWith(SubjectPrefix, StringComparison.Ordinal) ? await FirstAsync(key => subject == Subject(key)) : null;

    private const string SubjectPrefix = "admin:";

    private static string Subject(AdminKey key) => SubjectPrefix + key.Fingerprint;

    private async ValueTask<Caller?> FirstAsync(Func<AdminKey, bool> fits)
    {
        if (own is not null && fits(own))
            return CallerOf(own);
        if (shared is null)
            return null;
        if (_shared is null || time.GetElapsedTime(_readAt) >= KeyRing.RevalidateAfter)
            (_shared, _readAt) = (await shared.ReadAsync(), time.GetTimestamp());
        return _shared is { } key && fits(key) ? CallerOf(key) : null;
    }

    private static Caller CallerOf(AdminKey key) => new(Subject(key), Roles.Admin, Access.Admin);
}
