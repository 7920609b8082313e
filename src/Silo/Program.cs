using Router.Silo.Commands;
using Router.Silo.Hosting;

using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
var services = new CommandServices { Run = RouterHost.RunAsync, ReadSecret = SecretPrompt.Read, Http = http };
return await RouterCommandLine.InvokeAsync(args, services, Console.Out, Console.Error);
