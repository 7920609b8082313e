using Router.Api.Management;

namespace Router.Api.Tests.Management;

internal sealed class FakeConfigEditor : IConfigEditor
{
    public List<(string Integration, string Secret)> Set { get; } = [];

    public string? Refusal { get; set; }

    public Task<ConfigEditResult> SetClientSecretAsync(string integration, string secret)
    {
        if (Refusal is not null)
            return Task.FromResult(ConfigEditResult.Refused(Refusal));
        Set.Add((integration, secret));
        return Task.FromResult(ConfigEditResult.Done);
    }
}
