namespace Router.Silo.Hosting;

/// <summary>A setting that the router can't start with; the message names it and says what would be right.</summary>
internal sealed class InvalidSettingException(string message) : Exception(message);
