using Router.Api.Requests;

namespace Router.Api.Management.Config;

/// <summary>What a change put in force.</summary>
/// <param name="Version">The version in force; the one before when the document is the same.</param>
/// <param name="Warnings">What the check warns of.</param>
internal sealed record ConfigAnswer(long Version, IReadOnlyList<DiagnosticItem> Warnings);
