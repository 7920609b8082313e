namespace Router.Api.Management;

/// <summary>A part of a request that can't be taken.</summary>
/// <param name="Field">Its name as sent.</param>
/// <param name="Message">What is wrong with it, and what would be right.</param>
internal sealed record InvalidField(string Field, string Message);
