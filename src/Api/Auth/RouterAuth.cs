using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Router.Api.Auth.Audit;
using Router.Api.Auth.Browser;
using Router.Api.Auth.Failures;
using Router.Api.Auth.Keys;
using Router.Api.Auth.Oidc;
using Router.Api.Auth.Settings;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Auth;

/// <summary>Who may call what: everything is closed but for endpoints that are <c>AllowAnonymous</c> or short-circuit.</summary>
public static class RouterAuth
{
    private const string BearerPrefix = "Bearer ";

    private static readonly string[] CorsHeaders = ["Authorization", "Content-Type", "Idempotency-Key", "If-Match"];
    private static readonly string[] CorsExposed = ["ETag", "Location", "Retry-After"];

    /// <summary>Adds keys, sessions, OpenID Connect when it is configured, and the policies <see cref="Roles.All"/>. Needs the store's ports and <see cref="RouterLinks"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The settings: <c>Router:Oidc</c>, <c>Router:Cors</c>, <c>Router:ForwardedHeaders</c>.</param>
    /// <param name="adminKey">The key of the data folder; null when it has none.</param>
    /// <param name="isCluster">Take the admin key of the cluster too: a <see cref="SharedAdminKey"/> is in its store.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddRouterAuth(this IServiceCollection services, IConfiguration configuration, AdminKey? adminKey, bool isCluster = false)
    {
        var settings = AuthSettings.Read(configuration);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new AdminKeys(adminKey, isCluster ? new(s.GetRequiredService<IGrainStateStorage>()) : null, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(settings);
        services.AddSingleton<KeyStore>().AddSingleton<KeyRing>().AddSingleton<AuthMetrics>().AddSingleton<AuthFailures>();
        services.AddSingleton<IAuthorizationHandler, RequiredAccessHandler>();
        services.AddScoped<SessionEvents>();
        AddSchemes(services, settings);
        AddPolicies(services);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<RouterLinks>(SessionCookies.Configure);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.CorsOrigins]).AllowAnyMethod().WithHeaders(CorsHeaders).WithExposedHeaders(CorsExposed)));
        return services;
    }

    /// <summary>Adds the middleware: after the exception handler, before what it guards.</summary>
    public static IApplicationBuilder UseRouterAuth(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<AuthSettings>();
        if (settings.KnownProxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(settings));
        app.UseMiddleware<SecurityHeaders>();
        if (settings.CorsOrigins.Count > 0)
            app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<ForgeryCheck>();
        return app.UseAuthorization();
    }

    /// <summary>Maps <c>/signin</c> and <c>/signout</c>.</summary>
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        SignInEndpoints.Map(routes, routes.ServiceProvider.GetRequiredService<AuthSettings>());
        return routes;
    }

    /// <summary>Maps keys, session and audit into the management API.</summary>
    internal static void MapManagement(IEndpointRouteBuilder api)
    {
        KeyEndpoints.Map(api);
        SessionEndpoints.Map(api);
        AuditEndpoints.Map(api);
    }

    private static void AddSchemes(IServiceCollection services, AuthSettings settings)
    {
        var authentication = services.AddAuthentication(options =>
        {
            options.DefaultAuthenticateScheme = AuthSchemes.Any;
            options.DefaultChallengeScheme = AuthSchemes.Key;
            options.DefaultForbidScheme = AuthSchemes.Key;
            options.DefaultSignInScheme = AuthSchemes.Cookie;
            options.DefaultSignOutScheme = AuthSchemes.Cookie;
        });
        authentication.AddPolicyScheme(AuthSchemes.Any, null, options => options.ForwardDefaultSelector = context =>
            context.Request.Headers.Authorization is [{ } header, ..] && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? AuthSchemes.Key : AuthSchemes.Cookie);
        authentication.AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(AuthSchemes.Key, null);
        authentication.AddCookie(AuthSchemes.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(AuthSchemes.Cookie).Configure<RouterLinks, TimeProvider>((options, links, time) =>
        {
            options.TimeProvider = time;
            SessionCookies.Configure(options, links);
        });
        if (settings.Oidc is { } oidc)
            OidcSetup.Add(authentication, oidc);
    }

    private static void AddPolicies(IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var access in Enum.GetValues<Access>())
            authorization.AddPolicy(Roles.NameOf(access), policy => policy.AddRequirements(new RequiredAccess(access)));
        var viewer = new AuthorizationPolicyBuilder().AddRequirements(new RequiredAccess(Access.Viewer)).Build();
        authorization.SetDefaultPolicy(viewer).SetFallbackPolicy(viewer);
    }

    private static ForwardedHeadersOptions Forwarded(AuthSettings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.KnownProxies)
            options.KnownIPNetworks.Add(network);
        return options;
    }
}
