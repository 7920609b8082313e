using Router.Domain.Delivery;
using Router.Domain.Routing.Conditions;
using Router.Domain.Templates;

namespace Router.Domain.Configuration;

/// <summary>One destination. The derived records hold what each type needs.</summary>
public abstract record SinkConfig
{
    /// <summary><c>[a-z0-9-]</c>, at most 64 characters, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The type's name as written: <c>webhook</c>.</summary>
    public abstract string Type { get; }

    /// <summary>What kind of receiver it is.</summary>
    public abstract SinkFamily Family { get; }

    /// <summary>The notifications that it takes. Default all for console and webhook, all but <c>updated</c> for others. Tests are not listed: see <see cref="Tests"/>.</summary>
    public required ImmutableHashSet<NotificationType> Events { get; init; }

    /// <summary>Judged per notification, on the incident's newest issue; null takes all.</summary>
    public Condition? When { get; init; }

    /// <summary>May reach loopback, private and link-local addresses. Default false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Takes tests. Default true, but false for pagerduty and email.</summary>
    public required bool Tests { get; init; }

    /// <summary>Its own title and body; null for the built-in ones.</summary>
    public SinkTemplates? Templates { get; init; }

    /// <summary>What the output of its templates is; null for types whose texts are their contract.</summary>
    public TextFormat? TextFormat => TextFormats.Of(Type);

    /// <summary>The HTTP endpoint that it calls; null for others.</summary>
    internal virtual Uri? Target => null;

    /// <summary>How often it is told again of what goes on, because its receiver forgets; null is never.</summary>
    public virtual TimeSpan? ResendEvery => null;

    /// <summary>Type and id alone: no secret ever shows.</summary>
    public sealed override string ToString() => $"{Type} sink {Id}";
}
