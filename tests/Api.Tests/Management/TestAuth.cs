using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Router.Api.Auth;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>The real guard in a test's server, with one admin key and no stored ones.</summary>
internal static class TestAuth
{
    public static void AddTestAuth(this WebApplicationBuilder builder, string key)
    {
        builder.Services.AddRouterAuth(builder.Configuration, new(key));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.TryAddSingleton(new RouterLinks("https://router.example.com"));
        builder.Services.TryAddSingleton<IGrainStateStorage>(new NoRows());
        builder.Services.TryAddSingleton<IIndexQuery>(new FakeIndexQuery());
        builder.Services.AddSingleton<IAuditJournal>(new NoRows());
    }
}
