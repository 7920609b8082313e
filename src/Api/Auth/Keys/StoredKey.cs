namespace Router.Api.Auth.Keys;

/// <summary>An API key as it is stored; its text is not.</summary>
internal sealed record StoredKey
{
    /// <summary>The schema of this JSON.</summary>
    public int Schema { get; init; } = 1;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Access Role { get; init; }

    /// <summary>See <see cref="KeyText.Hash"/>.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The caller that presents it.</summary>
    public Caller Caller => new($"{KeyRing.SubjectPrefix}{Id}", Name, Role);

    // Never the hash.
    public override string ToString() => $"key {Id} ({Name})";
}
