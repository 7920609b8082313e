using Router.Domain.Routing;

namespace Router.Domain.Replay;

/// <summary>What a replay of recorded events can't show.</summary>
public static class ReplayWarnings
{
    /// <summary>The differences between two configs that recorded events don't follow.</summary>
    public static ImmutableArray<string> Of(RouteTable baseline, RouteTable draft)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        foreach (var path in draft.PayloadPaths.Except(baseline.PayloadPaths))
            warnings.Add($"payload.{path} is read by the draft and is not recorded: it is absent in every replayed event");
        foreach (var integration in baseline.Config.Integrations)
        {
            if (draft.Integration(integration.Id) is not { Enabled: true } other)
                warnings.Add($"integration {integration.Id} is not in the draft, or is disabled: none of its events is replayed there");
            else if (other.SeverityFrom != integration.SeverityFrom)
                warnings.Add($"integration {integration.Id}: severityFrom differs; recorded events keep the severity that they were decoded with");
            else if (other.Lifecycle != integration.Lifecycle)
                warnings.Add($"integration {integration.Id}: lifecycle differs; what it ignores is not recorded, and recorded events keep what they were decoded as");
        }

        return warnings.ToImmutable();
    }
}
