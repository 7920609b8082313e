using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Router.Api.Auth;

/// <summary>Guards <c>/api</c> and <c>/metrics</c> by the admin key.</summary>
public static class AdminKeyAuth
{
    /// <summary>Registers the key that the guard asks for.</summary>
    public static IServiceCollection AddAdminKeyAuth(this IServiceCollection services, AdminKey key) => services.AddSingleton(key);

    /// <summary>Adds the guard; before what it guards.</summary>
    public static IApplicationBuilder UseAdminKeyAuth(this IApplicationBuilder app) => app.UseMiddleware<AdminKeyGuard>();
}
