using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Router.Grains.Sweeping;

/// <summary>Registers the sweeper and the retention.</summary>
public static class SweepingServices
{
    /// <summary>Adds them; <paramref name="retention"/> is the section <c>Router:Retention</c>.</summary>
    public static IServiceCollection AddRouterSweeping(this IServiceCollection services, IConfiguration retention)
    {
        services.AddOptions<RetentionOptions>().Bind(retention)
            .Validate(o => o.Journal >= TimeSpan.FromDays(1), "Router:Retention:Journal must be at least 1 day (1.00:00:00).")
            .Validate(o => o.ResolvedIssues >= TimeSpan.FromDays(1), "Router:Retention:ResolvedIssues must be at least 1 day (1.00:00:00).")
            .Validate(o => o.StepSize is >= 1 and <= 10_000, "Router:Retention:StepSize must be 1 to 10000.")
            .ValidateOnStart();
        services.AddHostedService<SweepService>();
        services.AddHostedService<RetentionService>();
        return services;
    }
}
