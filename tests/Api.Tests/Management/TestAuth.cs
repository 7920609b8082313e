using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Auth;

namespace Router.Api.Tests.Management;

/// <summary>The real guard in a test's server, with one admin key and no stored ones.</summary>
internal static class TestAuth
{
    public static void AddTestAuth(this WebApplicationBuilder builder, string key)
    {
        builder.Services.AddRouterAuth(builder.Configuration, new(key));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }
}
