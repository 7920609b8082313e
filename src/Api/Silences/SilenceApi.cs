using Microsoft.Extensions.DependencyInjection;
using Router.Api.Replay;

namespace Router.Api.Silences;

/// <summary>Registers what the endpoints of silences and of the replay need.</summary>
public static class SilenceApi
{
    /// <summary>Adds it, beside a store and the grains' silences.</summary>
    public static IServiceCollection AddSilenceApi(this IServiceCollection services) => services.AddSingleton<SilenceRows>().AddSingleton<SilencePreviewReader>().AddSingleton<ReplayReader>();
}
