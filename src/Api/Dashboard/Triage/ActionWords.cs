using MudBlazor;
using Router.Api.Dashboard.Components;
using Router.Domain;
using Router.Domain.Actions;

namespace Router.Api.Dashboard.Triage;

/// <summary>What people's actions are called, before and after.</summary>
internal static class ActionWords
{
    /// <summary>The snoozes that are offered.</summary>
    public static IReadOnlyList<(string Title, TimeSpan Span)> Snoozes { get; } =
    [
        ("30 minutes", TimeSpan.FromMinutes(30)),
        ("2 hours", TimeSpan.FromHours(2)),
        ("8 hours", TimeSpan.FromHours(8)),
        ("1 day", TimeSpan.FromDays(1)),
        ("1 week", TimeSpan.FromDays(7)),
    ];

    /// <summary>Asks; the reason, empty when none was given, or null when the person thought better of it.</summary>
    public static Task<string?> AskAsync(IDialogService dialogs, AskedAction asked, int count)
    {
        var what = count == 1 ? "This one" : $"{count} of them";
        var text = asked.Kind switch
        {
            ActionKind.Acknowledge => $"{what}: others see that you are on it, and reminders stop.",
            ActionKind.Resolve => $"{what}: ends here, and the sinks are told. Sentry is not.",
            ActionKind.Reopen => $"{what}: opens again, and the sinks are told.",
            _ => $"{what}: nothing is said for {InstantFormat.Span(asked.Snooze!.Value)}.",
        };
        return ConfirmDialog.AskAsync(dialogs, $"{asked.Kind}?", text, asked.Kind.ToString(), asksReason: true);
    }

    /// <summary>What became of actions.</summary>
    public static string Of(IReadOnlyList<ActionReason> outcomes) => outcomes is [var only]
        ? Of(only)
        : string.Join(", ", outcomes.GroupBy(outcome => outcome).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()}: {Of(group.Key)}"));

    private static string Of(ActionReason outcome) => outcome switch
    {
        ActionReason.AlreadyInState => "It was so already",
        ActionReason.NotOpen => "It has ended, so nothing was done",
        ActionReason.Superseded => "A newer incident of its group has taken its place, so nothing was done",
        ActionReason.Unknown => "It is not known any more",
        _ => $"{outcome}",
    };
}
