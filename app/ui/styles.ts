// The shared styles. tokens.css comes first: it names the layers, so the order of all later files does not matter.
import './tokens.css';
import './base.css';
import './layout.css';
import './shell.css';
import './controls.css';
import './fields.css';
import './state.css';
import './menu.css';
import './parts.css';
import './code.css';
import './adapt.css';
