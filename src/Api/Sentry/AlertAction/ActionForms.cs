using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Sentry.AlertAction;

/// <summary>What Sentry's form may choose, and whether what it chose holds. Pure.</summary>
internal static class ActionForms
{
    /// <summary>The most options that are answered; with more, people type to narrow them down.</summary>
    public const int MaxOptions = 100;

    /// <summary>The channels that the integration may reach, by name, whose name or id holds the query.</summary>
    /// <param name="integration">The integration.</param>
    /// <param name="table">The config.</param>
    /// <param name="query">What the person typed; null or empty is everything.</param>
    public static ChannelOption[] Channels(IntegrationConfig integration, RouteTable table, string? query) =>
    [
        .. table.Config.Channels
            .Where(channel => integration.MayReach(channel.Id))
            .Where(channel => string.IsNullOrEmpty(query) || channel.Id.Contains(query, StringComparison.OrdinalIgnoreCase) || channel.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .OrderBy(channel => channel.Name, StringComparer.OrdinalIgnoreCase).ThenBy(channel => channel.Id, StringComparer.Ordinal)
            .Take(MaxOptions)
            .Select(channel => new ChannelOption(channel.Name == channel.Id ? channel.Id : $"{channel.Name} ({channel.Id})", channel.Id, integration.Channel == channel.Id ? true : null)),
    ];

    /// <summary>Checks what a person is about to save.</summary>
    /// <returns>What holds, and the sentence that the person is shown: why it is refused, or what will happen.</returns>
    public static (bool IsAccepted, string Message) Check(ReadOnlySpan<byte> body, IntegrationConfig integration, RouteTable table)
    {
        SaveBody? save;
        try
        {
            save = JsonSerializer.Deserialize(body, AlertActionJson.Default.SaveBody);
        }
        catch (JsonException)
        {
            save = null;
        }

        if (save?.Fields is not { } fields)
            return (false, "The router could not read the settings: a JSON object with a list of fields is expected.");
        return Check(Value(fields, ActionSettings.ChannelName), Value(fields, ActionSettings.SeverityName), integration, table);
    }

    private static (bool IsAccepted, string Message) Check(string? channel, string? severity, IntegrationConfig integration, RouteTable table)
    {
        if (channel is null)
            return (false, "Choose a channel.");
        if (table.Channel(channel) is not { } config)
            return (false, $"There is no channel '{Shown(channel)}' at the router (any more). Choose another.");
        if (!integration.MayReach(channel))
            return (false, $"'{integration.Name}' may only reach channel '{integration.Channel}', not '{channel}'. Choose that one.");
        if (severity is not null && ActionSettings.ParseSeverity(severity) is null)
            return (false, $"'{Shown(severity)}' is no severity. Choose Critical, Warning or Info, or leave it empty.");
        return (true, severity is null
            ? $"This alert goes to channel {config.Name}."
            : $"This alert goes to channel {config.Name} with severity {ActionSettings.ParseSeverity(severity)}.");
    }

    private static string? Value(IReadOnlyList<SaveField?> fields, string name) =>
        fields.FirstOrDefault(field => field?.Name == name)?.Text()?.Trim() is { Length: > 0 } value ? value : null;

    private static string Shown(string text) => string.Concat(text.Take(64).Select(c => char.IsControl(c) ? ' ' : c));
}
