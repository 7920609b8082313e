using Microsoft.Playwright;
using Router.Acceptance.Driver;
using Router.Api.Tests.Auth.Oidc;

namespace Router.Acceptance.Dashboard;

/// <summary>Signing in with OpenID Connect in a browser, at a provider that is not ours.</summary>
public sealed class OidcSignInTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const string Choice = "Sign in with your organisation";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [OidcBrowserFact]
    public async Task Person_signs_in_at_the_provider_has_the_role_of_the_claim_and_signs_out()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var router = await StartAsync(provider);
        await provider.ServeAsync(new Uri(router.Url, "signin/oidc").ToString());
        await using var tab = await chromium.OpenAsync(router.Url);

        await SignInAsync(tab, "ann");
        await tab.Page.WaitForURLAsync(router.Url.ToString());
        await tab.LiveAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as ann@example.com (ann)" }).ClickAsync();
        await tab.Page.GetByText("operator: sees and acts").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = Choice }).WaitForAsync();
        await tab.Page.GotoAsync(router.Url.ToString());
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = Choice }).WaitForAsync();
    }

    [OidcBrowserFact]
    public async Task Person_without_a_role_is_told_so_and_not_signed_in()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var router = await StartAsync(provider);
        await provider.ServeAsync(new Uri(router.Url, "signin/oidc").ToString());
        await using var tab = await chromium.OpenAsync(router.Url);

        await SignInAsync(tab, "bob");

        await tab.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "bob@example.com (bob) has no role" }).WaitForAsync();
        await tab.Page.GotoAsync(router.Url.ToString());
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = Choice }).WaitForAsync();
    }

    private static async Task SignInAsync(DashboardTab tab, string person)
    {
        // The provider's page asks for a font, which this machine may not reach.
        await tab.Page.RouteAsync("https://fonts.googleapis.com/**", route => route.AbortAsync());
        await tab.Page.GotoAsync(tab.Address.ToString());
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = Choice }).ClickAsync();
        await tab.Page.Locator("input[name=login]").FillAsync(person);
        await tab.Page.Locator("input[name=password]").FillAsync("any");
        await tab.Page.Locator("button[type=submit]").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private Task<RouterProcess> StartAsync(OidcProvider provider) => RouterProcess.StartReadyAsync(new()
    {
        DataDirectory = _directory.File("data"),
        Environment = new Dictionary<string, string>
        {
            ["Router__Oidc__Authority"] = provider.Authority.ToString(),
            ["Router__Oidc__ClientId"] = "router",
            ["Router__Oidc__ClientSecret"] = OidcProvider.ClientSecret,
            ["Router__Oidc__RequireHttpsMetadata"] = "false",
            ["Router__Oidc__Roles__sre"] = "operator",
        },
    });
}
