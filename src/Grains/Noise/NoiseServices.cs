using Microsoft.Extensions.DependencyInjection;
using Router.Domain.Noise;

namespace Router.Grains.Noise;

/// <summary>Registers what holds noise back.</summary>
public static class NoiseServices
{
    /// <summary>Adds the silences of this process.</summary>
    public static IServiceCollection AddRouterNoise(this IServiceCollection services) => services
        .AddSingleton<StoredSilences>()
        .AddSingleton<SilenceHost>()
        .AddSingleton<ISilences>(s => s.GetRequiredService<SilenceHost>())
        .AddSingleton<ISilenceRefresh>(s => s.GetRequiredService<SilenceHost>())
        .AddHostedService(s => s.GetRequiredService<SilenceHost>());
}
