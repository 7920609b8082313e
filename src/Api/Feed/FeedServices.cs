using Microsoft.Extensions.DependencyInjection;

namespace Router.Api.Feed;

/// <summary>Registers the feed.</summary>
public static class FeedServices
{
    /// <summary>Adds it, over a registered <see cref="Domain.Storage.IJournal"/>.</summary>
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section)
            .Validate(o => o.MaxClients is >= 1 and <= 10_000, "Router:Feed:MaxClients must be 1 to 10000.")
            .Validate(o => o.MaxWaiting is >= 16 and <= 100_000, "Router:Feed:MaxWaiting must be 16 to 100000.")
            .ValidateOnStart();
        services.AddSingleton<FeedTail>();
        services.AddSingleton<FeedStream>();
        return services;
    }
}
