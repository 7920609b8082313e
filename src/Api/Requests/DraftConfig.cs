using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Requests;

/// <summary>A config that comes with a request to be tried.</summary>
internal static class DraftConfig
{
    /// <summary>The version of a draft, which has none yet.</summary>
    public const long Version = 0;

    /// <summary>The largest body with a draft in it: its text may double when it is escaped.</summary>
    public const long MaxBodyBytes = 4 * ConfigDocument.MaxLength;

    /// <summary>A small config, as a JSON string.</summary>
    public const string Example =
        """
        "integrations:\n  - { id: web, key: a-key-of-16-or-more-characters, clientSecrets: [the-client-secret-of-sentry-00000], channel: web }\nchannels:\n  - { id: web, sinks: [] }\nsinks: []\n"
        """;

    /// <summary>The draft compiled, with the secrets of the config in force where it has <c>***</c>; or the 422 with every diagnostic.</summary>
    public static async Task<(RouteTable? Table, IResult? Refusal)> CompileAsync(
        string text, ICurrentConfig current, IConfigHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (table, diagnostics) = await TryCompileAsync(text, current, history, now, cancellationToken);
        if (table is not null)
            return (table, null);
        var errors = diagnostics.Where(d => d.IsError).ToArray();
        return (null, TypedResults.Problem(
            $"config: {errors[0].ToString("draft")}{(errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "")}",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = "config",
                ["diagnostics"] = JsonSerializer.SerializeToElement(
                    [.. diagnostics.Select(d => new DiagnosticItem(d.IsError ? "error" : "warning", d.Line, d.Column, d.Path, d.Message))], DraftJson.Default.IReadOnlyListDiagnosticItem),
            }));
    }

    /// <summary>The draft compiled in the same way, null when it has errors; and every finding, at its place in the text.</summary>
    public static async Task<(RouteTable? Table, ImmutableArray<ConfigDiagnostic> Diagnostics)> TryCompileAsync(
        string text, ICurrentConfig current, IConfigHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var draft = ConfigSecrets.Restore(text, (await history.CurrentAsync(current.Table.Version, cancellationToken)).Text);
        var result = ConfigDocument.ParseDraft(draft.Text, now);
        return (
            result.Config is { } config && draft.Errors.IsEmpty ? new(config, Version) : null,
            draft.Errors.AddRange(draft.AsSent(result.Diagnostics)));
    }
}
