using Router.Api.Requests;

namespace Router.Api.Management.Config;

/// <summary>What a document's check found.</summary>
/// <param name="Errors">What keeps it from coming into force.</param>
/// <param name="Warnings">What doesn't.</param>
internal sealed record ConfigCheckAnswer(IReadOnlyList<DiagnosticItem> Errors, IReadOnlyList<DiagnosticItem> Warnings);
