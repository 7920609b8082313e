namespace Router.Api.Management;

/// <summary>Changes the config document on behalf of the management API.</summary>
public interface IConfigEditor
{
    /// <summary>Gives an integration one client secret in place of those it has, keeps the rest of the document as it is, and puts it in force.</summary>
    /// <param name="integration">The integration's id; it exists.</param>
    /// <param name="secret">The client secret.</param>
    Task<ConfigEditResult> SetClientSecretAsync(string integration, string secret);
}
