using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Router.Api.Sentry.Ingress;
using Router.Domain.Storage;

namespace Router.Api.Sentry.Inbox;

/// <summary>Adds the durable inbox to a host of a cluster.</summary>
public static class InboxServices
{
    /// <summary>Has webhooks that can't reach their issue kept in the store. For use before <see cref="SentryWebhooks.AddSentryIngress"/>.</summary>
    public static IServiceCollection AddSentryInbox(this IServiceCollection services)
    {
        services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section)
            .Validate(o => o.After >= TimeSpan.FromMilliseconds(50) && o.After <= TimeSpan.FromSeconds(30), $"{InboxOptions.Section}:{nameof(InboxOptions.After)}: write 00:00:00.050 to 00:00:30.")
            .Validate(o => o.MaxUnanswered is >= 0 and <= 1_000_000, $"{InboxOptions.Section}:{nameof(InboxOptions.MaxUnanswered)}: write 0 to 1000000.")
            .ValidateOnStart();
        services.AddSingleton<InboxMetrics>();
        services.AddSingleton<GrainIssueClient>();
        services.AddSingleton<IIssueClient>(s => new InboxIssueClient(
            s.GetRequiredService<GrainIssueClient>(),
            s.GetRequiredService<IGrainStateStorage>(),
            s.GetRequiredService<IOptions<InboxOptions>>(),
            s.GetRequiredService<InboxMetrics>(),
            s.GetRequiredService<TimeProvider>()));
        return services;
    }
}
