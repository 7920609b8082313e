using System.Globalization;
using Router.Domain.Noise;

namespace Router.Domain.Configuration;

/// <summary>Where the alerts of one team or service go.</summary>
public sealed record ChannelConfig
{
    /// <summary><c>[a-z0-9-]</c>, at most 64 characters, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people are shown; default the id.</summary>
    public required string Name { get; init; }

    /// <summary>The fields whose values make one incident (<c>project</c>, <c>tags.customer</c>); empty, the default, is one incident per issue.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>How long an open incident takes new issues in. Default 1 hour.</summary>
    public TimeSpan GroupWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The pace of <c>updated</c> for issues that joined or ended meanwhile. Default 5 minutes.</summary>
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after its end an incident is reopened rather than followed by a new one. Default 1 hour.</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long to wait before the first notification; ended meanwhile, nothing is sent. Default none.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>No trigger for so long ends an issue as quiet; issue alerts only; null is never. Default 24 hours.</summary>
    public TimeSpan? AutoResolveAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often people are reminded of an incident that is open and that nobody has acknowledged; null, the default, is never.</summary>
    public TimeSpan? RepeatEvery { get; init; }

    /// <summary>When an incident that begins and ends over and over is muted; null, the default, is never.</summary>
    public FlappingConfig? Flapping { get; init; }

    /// <summary>The numbers of issues in one incident that are announced, once each, rising; empty, the default, is none.</summary>
    public ImmutableArray<int> Storm { get; init; } = [];

    /// <summary>What holds back what; empty, the default, is nothing.</summary>
    public ImmutableArray<InhibitConfig> Inhibit
    {
        get;
        init
        {
            field = value;
            InhibitSignature = InhibitClaims.Signature(value);
        }
    } = [];

    /// <summary>What decides what is held back, as text: with the same one, what is open need not be looked at again.</summary>
    public string NoiseSignature => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id}\n{InhibitSignature}\n{RepeatEvery}\n{Flapping}\n{RateLimit}\n{QuietHours?.Except}\n{QuietHours?.Hours.From:O} {QuietHours?.Hours.To:O} {QuietHours?.Hours.Zone.Id} {string.Join(',', QuietHours?.Hours.Days ?? [])}");

    /// <summary>What <see cref="Inhibit"/> is, as text; empty with no rule.</summary>
    internal string InhibitSignature { get; private init; } = "";

    /// <summary>When people are left alone; null, the default, is never.</summary>
    public QuietHoursConfig? QuietHours { get; init; }

    /// <summary>How many notifications there may be; resolves, tests and Critical are never held back, and not counted. Null, the default, is any number.</summary>
    public RateLimitConfig? RateLimit { get; init; }

    /// <summary>A metric alert and an issue of the same project and title within two minutes are one incident. Default false; not with <see cref="GroupBy"/>.</summary>
    public bool MergeMetric { get; init; }

    /// <summary>The ids of its sinks, in the order written.</summary>
    public ImmutableArray<string> Sinks { get; init; } = [];
}
