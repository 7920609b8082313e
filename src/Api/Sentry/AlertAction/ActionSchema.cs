using System.Text.Json.Serialization;
using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.AlertAction;

/// <summary>
/// The UI component that Sentry's form asks for: Settings, Developer Settings, the integration, Schema.
/// Sentry replaces path and query of the webhook URL with each <c>uri</c>, so the integration's id is part of them.
/// </summary>
/// <param name="Elements">One element, of type <c>alert-rule-action</c>.</param>
internal sealed record ActionSchema(IReadOnlyList<ActionElement> Elements)
{
    /// <summary>Below this, behind the public URL's own path: <c>/{integration}/…</c>.</summary>
    public const string Prefix = "/sentry";

    /// <summary>What follows <c>/sentry/{integration}</c> for the channels' names.</summary>
    public const string ChannelOptions = "/options/channels";

    /// <summary>What follows it for the save call.</summary>
    public const string Save = "/alert-rule";

    /// <summary>The schema of one integration.</summary>
    /// <param name="integration">The integration.</param>
    /// <param name="publicUrl">The router's public URL; its path, if it has one, comes first in every <c>uri</c>.</param>
    public static ActionSchema Of(IntegrationConfig integration, string publicUrl)
    {
        var path = $"{new Uri(publicUrl).AbsolutePath.TrimEnd('/')}{Prefix}/{integration.Id}";
        return new([new(
            "alert-rule-action",
            "Send to a channel of Orleans.Router",
            new(
                "alert-rule-settings",
                path + Save,
                "The channel that hears of this alert, in place of the routes in the config, and the severity there.",
                [new("select", "Channel", ActionSettings.ChannelName) { Uri = path + ChannelOptions }],
                [new("select", "Severity", ActionSettings.SeverityName) { Options = [["Critical", "Critical"], ["Warning", "Warning"], ["Info", "Info"]] }]))]);
    }
}

/// <summary>A UI component.</summary>
/// <param name="Type"><c>alert-rule-action</c>.</param>
/// <param name="Title">What people choose in an alert.</param>
/// <param name="Settings">The form.</param>
internal sealed record ActionElement(string Type, string Title, ActionForm Settings);

/// <summary>The form.</summary>
/// <param name="Type"><c>alert-rule-settings</c>.</param>
/// <param name="Uri">Where it is checked when it is saved.</param>
/// <param name="Description">At most 140 characters.</param>
/// <param name="RequiredFields">At least one.</param>
/// <param name="OptionalFields">The others.</param>
internal sealed record ActionForm(
    string Type,
    string Uri,
    string Description,
    [property: JsonPropertyName("required_fields")] IReadOnlyList<ActionField> RequiredFields,
    [property: JsonPropertyName("optional_fields")] IReadOnlyList<ActionField> OptionalFields);

/// <summary>A field; a select has either <see cref="Uri"/> or <see cref="Options"/>.</summary>
/// <param name="Type"><c>select</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Name">The setting's name.</param>
internal sealed record ActionField(string Type, string Label, string Name)
{
    /// <summary>Where the options are asked for.</summary>
    public string? Uri { get; init; }

    /// <summary>Pairs of value and label.</summary>
    public IReadOnlyList<string[]>? Options { get; init; }
}
