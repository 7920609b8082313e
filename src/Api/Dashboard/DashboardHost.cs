using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Router.Api.Auth;
using Router.Api.Dashboard.Layout;
using Router.Api.Dashboard.Live;

namespace Router.Api.Dashboard;

/// <summary>The dashboard: pages that the server renders and keeps live over one connection a browser tab.</summary>
public static class DashboardHost
{
    /// <summary>Adds what the pages need beside the services of the management API, which they share.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // A tab that comes back within this time goes on where it was; each waiting one costs its memory.
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            circuits.DisconnectedCircuitMaxRetained = 100;
        });
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 5000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 100;
            mud.SnackbarConfiguration.HideTransitionDuration = 100;
        });
        services.AddCascadingAuthenticationState();
        services.AddSingleton<JournalPulse>().AddSingleton<SharedReads>();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>().AddScoped<DashboardActor>();
        return services;
    }

    /// <summary>Maps the pages, for viewers. The host maps the static files, for everyone: the page to sign in uses them.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>()
            // Frames are forbidden for every page already, by the policy that all answers carry.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            // What a signed-in browser sends is checked for every endpoint, by UseRouterAuth.
            .DisableAntiforgery()
            .RequireAccess(Access.Viewer);
        return routes;
    }
}
