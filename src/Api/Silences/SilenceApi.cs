using Microsoft.Extensions.DependencyInjection;

namespace Router.Api.Silences;

/// <summary>Registers what the silences' endpoints need.</summary>
public static class SilenceApi
{
    /// <summary>Adds it, beside a store and the grains' silences.</summary>
    public static IServiceCollection AddSilenceApi(this IServiceCollection services) => services.AddSingleton<SilenceRows>().AddSingleton<SilencePreviewReader>();
}
