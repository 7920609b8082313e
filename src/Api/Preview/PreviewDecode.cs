using Router.Domain.Alerts;

namespace Router.Api.Preview;

/// <summary>What a webhook was decoded as.</summary>
internal sealed record PreviewDecode
{
    /// <summary><c>decoded</c>, <c>ignored</c> or <c>malformed</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Why it is ignored.</summary>
    public string? Reason { get; init; }

    /// <summary>The field that is malformed.</summary>
    public string? Field { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Problem { get; init; }

    public string? Issue { get; init; }

    public string? Kind { get; init; }

    public string? Resource { get; init; }

    public string? Action { get; init; }

    public Severity? Severity { get; init; }

    public string? Title { get; init; }

    public string? Project { get; init; }

    public string? Environment { get; init; }

    public string? Rule { get; init; }
}
