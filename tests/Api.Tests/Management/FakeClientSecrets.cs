using Router.Api.Management;

namespace Router.Api.Tests.Management;

internal sealed class FakeClientSecrets : IClientSecrets
{
    public List<(string Integration, string Secret)> Set { get; } = [];

    public string? Refusal { get; set; }

    public Task<string?> SetAsync(string integration, string clientSecret, string author)
    {
        if (Refusal is null)
            Set.Add((integration, clientSecret));
        return Task.FromResult(Refusal);
    }
}
