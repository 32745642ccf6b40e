package providers

// infernoOperations is the Inferno part of the catalog. The document allows GET
// and POST everywhere; POST keeps the key out of the address.
var infernoOperations = []Operation{
	read("INF-01", "Get an API key from e-mail and password", "POST", "/api_client.php?action=getApiKey"),
	read("INF-02", "List tariffs and templates", "POST", "/api_client.php?action=list"),
	once("INF-03", "Create order", "POST", "/api_client.php?action=create"),
	read("INF-04", "List orders", "POST", "/api_client.php?action=orders"),
	sets("INF-05", "Cancel a pending order", "POST", "/api_client.php?action=cancel"),
	once("INF-06", "Install a VPS: check (run=0), start (run=1)", "POST", "/api_client.php?action=install"),
	read("INF-07", "VPS information", "POST", "/api_client.php?action=getinfo"),
	once("INF-08", "Reboot", "POST", "/api_client.php?action=reboot"),
	sets("INF-09", "Stop", "POST", "/api_client.php?action=stop"),
	sets("INF-10", "Start", "POST", "/api_client.php?action=boot"),
	once("INF-11", "Add SSH key", "POST", "/api_client.php?action=sshkey.add"),
	read("INF-12", "List SSH keys", "POST", "/api_client.php?action=sshkey.list"),
	sets("INF-13", "Remove SSH key", "POST", "/api_client.php?action=sshkey.remove"),
}
